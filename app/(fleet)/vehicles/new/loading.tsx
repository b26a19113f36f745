import { Loading } from '#components/states/loading.tsx';

const AddVehicleLoading = () => <Loading what="brands" className="pt-16" />;
export default AddVehicleLoading;
