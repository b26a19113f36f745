import { LoadingPage } from '#components/states/loading-page.tsx';

const PageLoading = () => <LoadingPage what="Support access" />;
export default PageLoading;
