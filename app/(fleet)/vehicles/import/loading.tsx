import { LoadingPage } from '#components/states/loading-page.tsx';

const ImportLoading = () => <LoadingPage what="Import vehicles" form="panel" />;
export default ImportLoading;
