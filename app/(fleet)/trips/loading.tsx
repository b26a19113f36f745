import { Loading } from '#components/states/loading.tsx';

const TripsLoading = () => <Loading what="trips" className="pt-16" />;
export default TripsLoading;
