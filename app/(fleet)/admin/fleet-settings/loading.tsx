import { Loading } from '#components/states/loading.tsx';

const PageLoading = () => <Loading what="Fleet settings" className="pt-16" />;
export default PageLoading;
