import './gallery.css';
import { mount } from 'svelte';
import { settings } from '#lib/settings.svelte.ts';
import Gallery from './Gallery.svelte';

await settings.start();
mount(Gallery, { target: document.body });
