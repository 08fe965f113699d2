import { useTitle } from '../../app/useTitle';

export default function Runs() {
  useTitle('Runs');
  return <h1>Runs</h1>;
}
