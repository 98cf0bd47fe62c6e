import { IsIn, IsInt, IsNumber, Max, Min } from 'class-validator';
import { PRESETS, type Preset } from './fault-presets.js';

/** Body of `POST /simulator/faults`. */
export class PostFaultBody {
  @IsIn(PRESETS)
  preset!: Preset;

  /** The part of the calls that it hits. */
  @IsNumber()
  @Min(0.05)
  @Max(1)
  share!: number;

  @IsInt()
  @Min(1)
  @Max(600)
  forSeconds!: number;
}
