import { Loading } from '#components/states/loading.tsx';

const GeofencesLoading = () => <Loading what="geofences" className="pt-16" />;
export default GeofencesLoading;
