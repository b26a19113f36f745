import { Loading } from '#components/states/loading.tsx';

const VehicleLoading = () => <Loading what="vehicle" form="panel" rows={14} className="p-4" />;
export default VehicleLoading;
