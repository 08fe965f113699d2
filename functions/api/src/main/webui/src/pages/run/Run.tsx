import { useTitle } from '../../app/useTitle';

export default function Run() {
  useTitle('Run');
  return <h1>Run</h1>;
}
