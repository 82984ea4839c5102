ALTER TABLE `decisions` ADD `device` text;--> statement-breakpoint
ALTER TABLE `impressions` ADD `locale` text;--> statement-breakpoint
ALTER TABLE `impressions` ADD `plan` text;--> statement-breakpoint
ALTER TABLE `impressions` ADD `device` text;--> statement-breakpoint
CREATE INDEX `conversions_decision` ON `conversions` (`decision`) WHERE decision is not null;--> statement-breakpoint
CREATE INDEX `outcomes_converted` ON `outcomes` (`decision`) WHERE outcome = 'converted';