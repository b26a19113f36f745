import { LoadingPage } from '#components/states/loading-page.tsx';

const EventsLoading = () => <LoadingPage what="events" />;
export default EventsLoading;
