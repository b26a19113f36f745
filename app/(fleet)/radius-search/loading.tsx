import { Loading } from '#components/states/loading.tsx';

const RadiusLoading = () => <Loading what="vehicles" className="pt-16" />;
export default RadiusLoading;
