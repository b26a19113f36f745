import { LoadingPage } from '#components/states/loading-page.tsx';

const PageLoading = () => <LoadingPage what="Audit log" />;
export default PageLoading;
