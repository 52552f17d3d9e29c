export { default as OwnPlaceCard } from './OwnPlaceCard.svelte';
