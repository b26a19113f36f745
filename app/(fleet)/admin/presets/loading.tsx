import { LoadingPage } from '#components/states/loading-page.tsx';

const PageLoading = () => <LoadingPage what="Permission presets" />;
export default PageLoading;
