import { LoadingPage } from '#components/states/loading-page.tsx';

const PageLoading = () => <LoadingPage what="Users" />;
export default PageLoading;
