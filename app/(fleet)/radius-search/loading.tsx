import { LoadingPage } from '#components/states/loading-page.tsx';

const RadiusLoading = () => <LoadingPage what="vehicles" form="panel-and-map" />;
export default RadiusLoading;
