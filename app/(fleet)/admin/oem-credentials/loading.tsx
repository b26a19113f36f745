import { Loading } from '#components/states/loading.tsx';

const CredentialsLoading = () => <Loading what="credentials" className="pt-16" />;
export default CredentialsLoading;
