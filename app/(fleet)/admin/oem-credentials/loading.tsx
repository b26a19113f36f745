import { LoadingPage } from '#components/states/loading-page.tsx';

const CredentialsLoading = () => <LoadingPage what="credentials" />;
export default CredentialsLoading;
