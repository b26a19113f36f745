import { Loading } from '#components/states/loading.tsx';

const WebhooksLoading = () => <Loading what="Webhooks" className="pt-16" />;
export default WebhooksLoading;
