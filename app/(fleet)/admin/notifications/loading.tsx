import { LoadingPage } from '#components/states/loading-page.tsx';

const NotificationsLoading = () => <LoadingPage what="Notifications" />;
export default NotificationsLoading;
