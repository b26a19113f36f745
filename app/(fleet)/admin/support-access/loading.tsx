import { Loading } from '#components/states/loading.tsx';

const PageLoading = () => <Loading what="Support access" className="pt-16" />;
export default PageLoading;
