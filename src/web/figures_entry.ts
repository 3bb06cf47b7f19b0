// The figures as one script for the program's interpreter: leaves `drawFigures` behind.
import './polyfill';
import {drawFigures} from './figures';

(Function('return this')() as {drawFigures: typeof drawFigures}).drawFigures = drawFigures;
