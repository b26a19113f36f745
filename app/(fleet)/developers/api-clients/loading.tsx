import { LoadingPage } from '#components/states/loading-page.tsx';

const ApiClientsLoading = () => <LoadingPage what="API clients" />;
export default ApiClientsLoading;
