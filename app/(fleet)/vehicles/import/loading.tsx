import { Loading } from '#components/states/loading.tsx';

const ArchiveLoading = () => <Loading what="archived vehicles" className="pt-16" />;
export default ArchiveLoading;
