CREATE TABLE `unchanged` (
	`message_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `signals_asked` ON `signals` (`account`,`trigger`,`user`,`expires_at`) WHERE cancelled_at is null;