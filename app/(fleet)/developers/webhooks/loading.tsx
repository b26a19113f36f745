import { LoadingPage } from '#components/states/loading-page.tsx';

const WebhooksLoading = () => <LoadingPage what="Webhooks" />;
export default WebhooksLoading;
