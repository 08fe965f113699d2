import { useTitle } from '../../app/useTitle';

export default function General() {
  useTitle('General');
  return <h1>General</h1>;
}
