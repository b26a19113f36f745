import { Loading } from '#components/states/loading.tsx';

const EventConsumersLoading = () => <Loading what="Event consumers" className="pt-16" />;
export default EventConsumersLoading;
