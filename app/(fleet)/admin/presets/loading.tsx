import { Loading } from '#components/states/loading.tsx';

const PageLoading = () => <Loading what="Permission presets" className="pt-16" />;
export default PageLoading;
