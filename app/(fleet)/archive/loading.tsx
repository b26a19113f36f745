import { LoadingPage } from '#components/states/loading-page.tsx';

const ArchiveLoading = () => <LoadingPage what="archived vehicles" />;
export default ArchiveLoading;
