import { Loading } from '#components/states/loading.tsx';

const PageLoading = () => <Loading what="Users" className="pt-16" />;
export default PageLoading;
