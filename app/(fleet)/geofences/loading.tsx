import { LoadingPage } from '#components/states/loading-page.tsx';

const GeofencesLoading = () => <LoadingPage what="geofences" form="map-and-panel" />;
export default GeofencesLoading;
