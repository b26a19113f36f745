import { Loading } from '#components/states/loading.tsx';

const ApiClientsLoading = () => <Loading what="API clients" className="pt-16" />;
export default ApiClientsLoading;
