import { LoadingPage } from '#components/states/loading-page.tsx';

const PageLoading = () => <LoadingPage what="Fleet settings" form="panel" />;
export default PageLoading;
