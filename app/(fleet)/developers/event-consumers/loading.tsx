import { LoadingPage } from '#components/states/loading-page.tsx';

const EventConsumersLoading = () => <LoadingPage what="Event consumers" />;
export default EventConsumersLoading;
