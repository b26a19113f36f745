import { Loading } from '#components/states/loading.tsx';

const NotificationsLoading = () => <Loading what="Notifications" className="pt-16" />;
export default NotificationsLoading;
