import { LoadingPage } from '#components/states/loading-page.tsx';

const TripsLoading = () => <LoadingPage what="trips" />;
export default TripsLoading;
