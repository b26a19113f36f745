import { LoadingPage } from '#components/states/loading-page.tsx';

const AddVehicleLoading = () => <LoadingPage what="brands" form="panel" />;
export default AddVehicleLoading;
