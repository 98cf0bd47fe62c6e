CREATE TABLE "calls" (
	"account" text COLLATE "C" NOT NULL,
	"request_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C",
	"phone" text COLLATE "C",
	"phone_hash" text COLLATE "C",
	"request_hash" text COLLATE "C",
	"sandbox" boolean NOT NULL,
	"campaign_id" text COLLATE "C",
	"max_retry" integer NOT NULL,
	"send_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"call_id" text COLLATE "C",
	"price" numeric,
	"duration_seconds" double precision,
	"pressed_key" text COLLATE "C",
	"caller_number" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"attempts" json NOT NULL,
	"history" json NOT NULL,
	"deadline_at" timestamp (3) with time zone NOT NULL,
	"ask_from" timestamp (3) with time zone NOT NULL,
	"ask_at" timestamp (3) with time zone,
	"unconfirmed" json,
	"owed" json NOT NULL,
	"handle_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "calls_pkey" PRIMARY KEY("account","request_id")
);
--> statement-breakpoint
CREATE TABLE "quarantined_callbacks" (
	"id" text COLLATE "C" NOT NULL,
	"account" text COLLATE "C" NOT NULL,
	"request_id" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"sealed" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quarantined_callbacks_pkey" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE INDEX "calls_by_age" ON "calls" USING btree ("account","created_at","request_id");--> statement-breakpoint
CREATE INDEX "calls_by_state" ON "calls" USING btree ("account","state","created_at","request_id");--> statement-breakpoint
CREATE INDEX "calls_by_call_id" ON "calls" USING btree ("account",lower("call_id"),"created_at") WHERE "calls"."call_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_to_ask" ON "calls" USING btree ("account","ask_at") WHERE "calls"."ask_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_to_handle" ON "calls" USING btree ("account","handle_at") WHERE "calls"."handle_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_by_phone" ON "calls" USING btree ("account","phone_hash") WHERE "calls"."phone_hash" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_at_rest" ON "calls" USING btree ("account","updated_at") WHERE "calls"."ask_at" IS NULL AND "calls"."handle_at" IS NULL;