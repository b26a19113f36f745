import { Loading } from '#components/states/loading.tsx';

const EventsLoading = () => <Loading what="events" rows={16} className="pt-16" />;
export default EventsLoading;
