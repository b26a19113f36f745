import { Loading } from '#components/states/loading.tsx';

const PageLoading = () => <Loading what="Audit log" className="pt-16" />;
export default PageLoading;
