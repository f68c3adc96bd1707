// Made by packages/types/generator/openapi.ts from spec/openapi.yaml, sha256 00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48. Do not edit.
/**
 * Addresses one subscription: its `subscriptionId`, or `rid_` and right behind it the `referenceId` that you gave it, of up to 255 characters.
 * @example sub-1001
 */
export type SubscriptionId = string;
/**
 * Whatever you want to keep with the subscription, by keys of your own, with any JSON as value. A request's keys are merged into the subscription's, one by one, at once, also when its change comes later; `null` is stored like any other value, and `__proto__` is a key like any other. Merged and written as JSON in UTF-8 they take at most 65,536 bytes; more is a 400 on `metadata`.
 * @example {
 *   "ticket": "T-4711",
 *   "channel": "self-service"
 * }
 */
export type Metadata = {
    [key: string]: unknown;
};
/** Which offering an attached add-on should move to, and from when. */
export type ChangeSubscriptionAddonRequest = {
    /**
     * The add-on product offering to move to.
     * @example addon-data-5gb
     */
    productOfferingId: string;
    /**
     * Which attached add-on to change. Leave it out where only one of them can move to the new offering. Where several could, leaving it out is a 400 whose detail names this property, also while one of them has a pending change. Where none can, the answer is a 409, and a 404 where none is attached.
     * @example addon-instance-123
     */
    subscriptionAddonId?: string;
    /**
     * Format: date
     *
     * Not before this calendar date in the operator's time zone: the change takes effect on the first possible date from it on. Today is the earliest; a date in the past is a 400 on this property. Without it the change happens as soon as possible.
     * @example 2024-02-01
     */
    scheduledAt?: string;
    /**
     * Why the add-on is changed, in free text.
     * @example Customer upgrade request
     */
    reason?: string;
    /**
     * Whatever you want to keep with the subscription, by keys of your own, with any JSON as value. A request's keys are merged into the subscription's, one by one, at once, also when its change comes later; `null` is stored like any other value, and `__proto__` is a key like any other. Merged and written as JSON in UTF-8 they take at most 65,536 bytes; more is a 400 on `metadata`.
     * @example {
     *   "ticket": "T-4711",
     *   "channel": "self-service"
     * }
     */
    metadata?: Metadata;
};
/**
 * What went wrong, for programs. A stable value out of the table of error codes; tolerate ones you do not know.
 * @example VALIDATION_ERROR
 */
export type ErrorCode = "VALIDATION_ERROR" | "UNAUTHORIZED" | "FORBIDDEN" | "SUBSCRIPTION_NOT_FOUND" | "ADDON_NOT_FOUND" | "PRODUCT_OFFERING_NOT_FOUND" | "idempotency_key_mismatch" | "idempotency_key_locked" | "SUBSCRIPTION_STATE_CONFLICT" | "PRODUCT_OFFERING_NOT_AVAILABLE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_ACCEPTABLE" | (string & {});
/**
 * What is wrong with the field, for programs. Accept codes you do not know.
 * @example FIELD_INVALID
 */
export type ErrorDetailCode = "FIELD_REQUIRED" | "FIELD_INVALID" | "FIELD_UNKNOWN" | "INVALID_FORMAT" | "BODY_MALFORMED" | "URL_MALFORMED" | (string & {});
/** One cause of an error. */
export type ErrorDetail = {
    /**
     * What is wrong, for people.
     * @example The date must be tomorrow or later.
     */
    message: string;
    /**
     * What is wrong with the field, for programs. Accept codes you do not know.
     * @example FIELD_INVALID
     */
    code: ErrorDetailCode;
    /**
     * Which field is meant: a path into the body such as `schedule.date`, or the name of a parameter such as `X-Idempotency-Key`.
     * @example schedule.date
     */
    property?: string;
    /**
     * A value or a form that would be accepted.
     * @example 2024-01-16
     */
    suggestion?: string;
};
/** The body of every error. */
export type ErrorResponse = {
    /**
     * What went wrong, for people. Do not parse it.
     * @example The request does not fit the contract.
     */
    message: string;
    /**
     * What went wrong, for programs. A stable value out of the table of error codes; tolerate ones you do not know.
     * @example VALIDATION_ERROR
     */
    code: ErrorCode;
    /** The single causes, where there are several or where a property can be named. */
    details?: ErrorDetail[];
    /**
     * What to do about it.
     * @example Correct the properties named in details and send the request again.
     */
    hint?: string;
};
/**
 * Where the subscription stands in its life.
 */
export type SubscriptionStatus = "PENDING" | "ACTIVATED" | "BLOCKED" | "CANCELLED" | "PAUSED";
/**
 * The kind of telecommunications service. Kinds may be added; accept ones you do not know.
 * @example CELL
 */
export type SubscriptionType = "CELL" | "TRAVEL" | (string & {});
/**
 * The phone number with its country code in the digits of E.164 (MSISDN). Some hosts put a `+` before it: compare without.
 * @example 447700900123
 */
export type Msisdn = string;
/** The customer who pays, in short. Sensitive details are not embedded; they need calls of their own. */
export type Customer = {
    /**
     * Identifies the customer.
     * @example cust-501
     */
    customerId: string;
    /**
     * The customer's name, a person's or a company's.
     * @example Ada Bergman
     */
    name?: string;
};
/**
 * Whether the price is paid once or again and again. Accept types you do not know.
 * @example RECURRING
 */
export type PriceType = "ONE_TIME" | "RECURRING" | (string & {});
/**
 * The unit that a billing cycle is counted in. Accept units you do not know.
 * @example MONTHLY
 */
export type BillingPeriod = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" | (string & {});
/** How often a recurring price is paid. The period `MONTHLY` with the interval 3, for example, means once in three months. */
export type BillingCycle = {
    /**
     * The unit that a billing cycle is counted in. Accept units you do not know.
     * @example MONTHLY
     */
    period?: BillingPeriod;
    /**
     * How many periods make one cycle.
     * @example 1
     */
    interval?: number;
};
/** What an offering costs. */
export type Price = {
    /**
     * The currency's code in ISO 4217.
     * @example GBP
     */
    currency?: string;
    /**
     * Whether the price is paid once or again and again. Accept types you do not know.
     * @example RECURRING
     */
    priceType?: PriceType;
    /**
     * The price before the discount, in units of the currency.
     * @example 12
     */
    grossPrice?: number;
    /**
     * What is taken off the gross price, in units of the currency.
     * @example 2
     */
    discount?: number;
    /**
     * The price to pay after the discount, in units of the currency.
     * @example 10
     */
    netPrice?: number;
    /**
     * Whether the prices include tax.
     * @example true
     */
    taxIncluded?: boolean;
    /**
     * For how many months the customer is bound; 0 means not at all.
     * @example 12
     */
    boundMonths?: number;
    /** How often a recurring price is paid. The period `MONTHLY` with the interval 3, for example, means once in three months. */
    billingCycle?: BillingCycle;
    /**
     * Prices in other currencies, by currency code, in any JSON form.
     * @example {
     *   "EUR": {
     *     "grossPrice": 14,
     *     "netPrice": 11.5
     *   }
     * }
     */
    currencyOptions?: {
        [key: string]: unknown;
    };
};
/**
 * What kind of product the group holds. Categories may be added; accept ones you do not know.
 * @example SUBSCRIPTION_CELL
 */
export type ProductCategory = "SUBSCRIPTION_CELL" | "PRODUCT_CATEGORY_SUBSCRIPTION_CELL" | (string & {});
/** Offerings of one kind. An add-on can move between offerings of its own group. */
export type ProductOfferingGroup = {
    /**
     * Identifies the group.
     * @example group-data
     */
    productOfferingGroupId?: string;
    /**
     * The group's name for customers.
     * @example Data add-ons
     */
    name?: string;
    /**
     * What kind of product the group holds. Categories may be added; accept ones you do not know.
     * @example SUBSCRIPTION_CELL
     */
    category?: ProductCategory;
    /**
     * What the group offers, for customers.
     * @example More data on top of the plan, every month.
     */
    description?: string;
    /**
     * A note on the group for the operator's and the partner's staff.
     * @example Sold with every mobile plan since 2023.
     */
    internalDescription?: string;
};
/** Something that can be subscribed to, a plan or an add-on, as it is sold. */
export type ProductOffering = {
    /**
     * Identifies the offering.
     * @example addon-data-5gb
     */
    productOfferingId: string;
    /**
     * The name it is sold under.
     * @example Data 5 GB
     */
    name: string;
    /** What an offering costs. */
    price?: Price;
    /**
     * The group that the offering belongs to; the same as in `group`.
     * @example group-data
     */
    productOfferingGroupId?: string;
    /** Offerings of one kind. An add-on can move between offerings of its own group. */
    group?: ProductOfferingGroup;
};
/** The SIM in use. It never holds the PUK: the SIM endpoints give that, to those who are authorised for it. */
export type Sim = {
    /**
     * Whether it is an eSIM rather than a card.
     * @example true
     */
    esim?: boolean;
    /**
     * The IMEI, the serial number of the device that the SIM is in.
     * @example 490154203237518
     */
    imei?: string;
    /**
     * The ICCID, the serial number of the SIM itself.
     * @example 8944200000000000173
     */
    iccid?: string;
};
/** A postal address. */
export type Address = {
    /**
     * Street and number.
     * @example 12 Harbour Lane
     */
    street1?: string;
    /**
     * A second line, such as a flat or a floor.
     * @example Flat 3
     */
    street2?: string;
    /**
     * The city or town.
     * @example Bristol
     */
    city?: string;
    /**
     * The postal code.
     * @example BS1 4QA
     */
    zip?: string;
    /**
     * The country's two-letter code in ISO 3166-1 alpha-2.
     * @example GB
     */
    country?: string;
    /**
     * The state, or the country within a country, where there are such.
     * @example England
     */
    state?: string;
    /**
     * The region or county.
     * @example South West England
     */
    region?: string;
    /**
     * The person or department to address.
     * @example Accounts department
     */
    attention?: string;
};
/** The user who has the subscription, who may be another person than the customer. */
export type Subscriber = {
    /**
     * Identifies the subscriber.
     * @example subscriber-701
     */
    subscriberId: string;
    /**
     * The subscriber's name.
     * @example Ada Bergman
     */
    name?: string;
    /**
     * The subscriber's e-mail address.
     * @example ada.bergman@example.com
     */
    email?: string;
    /** A postal address. */
    address?: Address;
    /**
     * Format: date-time
     *
     * When the subscriber was created.
     * @example 2023-05-18T14:02:11Z
     */
    createdAt?: string;
    /**
     * Format: date-time
     *
     * When the subscriber last changed.
     * @example 2023-05-18T14:02:11Z
     */
    updatedAt?: string;
};
/** A change of the phone number that is scheduled. */
export type PendingMsisdn = {
    /**
     * The phone number with its country code in the digits of E.164 (MSISDN). Some hosts put a `+` before it: compare without.
     * @example 447700900123
     */
    msisdn: Msisdn;
    /**
     * Format: date
     *
     * The date of the change in the operator's time zone.
     * @example 2024-01-22
     */
    scheduledAt: string;
};
/** A change of the status that is scheduled. A cancellation shows here until its date. */
export type PendingStatus = {
    /** Where the subscription stands in its life. */
    status: SubscriptionStatus;
    /**
     * Format: date
     *
     * The date of the change in the operator's time zone.
     * @example 2024-02-01
     */
    scheduledAt: string;
};
/** A change to another product offering that is scheduled. A change of an add-on shows here until it is applied; one that is applied at once shows only in the response to its own request. Older hosts leave `product` out and send its properties flat, beside `scheduledAt`. */
export type PendingProductOffering = {
    /**
     * Format: date
     *
     * The date of the change in the operator's time zone.
     * @example 2024-02-01
     */
    scheduledAt: string;
    /** Something that can be subscribed to, a plan or an add-on, as it is sold. */
    product?: ProductOffering;
};
/**
 * Which way the number goes. Accept directions you do not know.
 * @example OUTBOUND
 */
export type PortingDirection = "INBOUND" | "OUTBOUND" | (string & {});
/**
 * How far the transfer has come. Accept states you do not know.
 * @example SCHEDULED
 */
export type PortingStatus = "PENDING" | "IN_PROGRESS" | "SCHEDULED" | "COMPLETED" | "FAILED" | (string & {});
/** A number transfer from or to another operator that is scheduled. Only the porting endpoint has all about it. */
export type Porting = {
    /**
     * Identifies the transfer at the porting endpoint.
     * @example porting-3301
     */
    portingId?: string;
    /**
     * Which way the number goes. Accept directions you do not know.
     * @example OUTBOUND
     */
    direction?: PortingDirection;
    /**
     * How far the transfer has come. Accept states you do not know.
     * @example SCHEDULED
     */
    status?: PortingStatus;
    /**
     * The phone number with its country code in the digits of E.164 (MSISDN). Some hosts put a `+` before it: compare without.
     * @example 447700900123
     */
    msisdn?: Msisdn;
    /**
     * Format: date
     *
     * The date of the transfer in the operator's time zone.
     * @example 2024-02-12
     */
    scheduledAt?: string;
};
/** One mobile service of one customer, with the offering and the price that it is sold under. What a subscription does not have is left out. */
export type Subscription = {
    /**
     * Identifies the subscription.
     * @example sub-1001
     */
    subscriptionId: string;
    /** Where the subscription stands in its life. */
    status: SubscriptionStatus;
    /**
     * The kind of telecommunications service. Kinds may be added; accept ones you do not know.
     * @example CELL
     */
    type: SubscriptionType;
    /**
     * A name to show to people, usually the number pretty-printed.
     * @example +44 7700 900123
     */
    display?: string;
    /**
     * The phone number with its country code in the digits of E.164 (MSISDN). Some hosts put a `+` before it: compare without.
     * @example 447700900123
     */
    msisdn: Msisdn;
    /**
     * Your own reference. In a path, `rid_` and this reference address the subscription as its id does.
     * @example order-88231
     */
    referenceId?: string;
    /** The customer who pays, in short. Sensitive details are not embedded; they need calls of their own. */
    customer: Customer;
    /**
     * The customer who pays for the subscription; the same as in `customer`.
     * @example cust-501
     */
    customerId?: string;
    /** Something that can be subscribed to, a plan or an add-on, as it is sold. */
    productOffering?: ProductOffering;
    /**
     * The subscribed product offering; the same as in `productOffering`.
     * @example plan-mobile-m
     */
    productOfferingId?: string;
    /** The SIM in use. It never holds the PUK: the SIM endpoints give that, to those who are authorised for it. */
    sim: Sim;
    /**
     * Format: date-time
     *
     * When the service was activated. For a `PENDING` subscription, when its activation is planned; when it is activated, this becomes that instant. Renewal dates are counted from it.
     * @example 2023-05-20T08:30:00Z
     */
    activatedAt: string;
    /**
     * Format: date-time
     *
     * When the subscription was created.
     * @example 2023-05-18T14:02:11Z
     */
    createdAt: string;
    /**
     * Format: date-time
     *
     * When the subscription last changed.
     * @example 2024-01-15T09:00:00Z
     */
    updatedAt: string;
    /** The user who has the subscription, who may be another person than the customer. */
    subscriber?: Subscriber;
    /**
     * The user of the subscription; the same as in `subscriber`.
     * @example subscriber-701
     */
    subscriberId?: string;
    /**
     * What a custom type of subscription has beyond these properties, in any JSON form.
     * @example {
     *   "costCentre": "4100"
     * }
     */
    extensions?: {
        [key: string]: unknown;
    };
    /** A change of the phone number that is scheduled. */
    pendingMsisdn?: PendingMsisdn;
    /** A change of the status that is scheduled. A cancellation shows here until its date. */
    pendingStatus?: PendingStatus;
    /** A change to another product offering that is scheduled. A change of an add-on shows here until it is applied; one that is applied at once shows only in the response to its own request. Older hosts leave `product` out and send its properties flat, beside `scheduledAt`. */
    pendingProductOffering?: PendingProductOffering;
    /** A number transfer from or to another operator that is scheduled. Only the porting endpoint has all about it. */
    porting?: Porting;
    /**
     * Format: date-time
     *
     * When the subscription was cancelled; there only once it is.
     * @example 2024-01-01T00:00:00Z
     */
    cancelledAt?: string;
    /**
     * Whatever you want to keep with the subscription, by keys of your own, with any JSON as value. A request's keys are merged into the subscription's, one by one, at once, also when its change comes later; `null` is stored like any other value, and `__proto__` is a key like any other. Merged and written as JSON in UTF-8 they take at most 65,536 bytes; more is a 400 on `metadata`.
     * @example {
     *   "ticket": "T-4711",
     *   "channel": "self-service"
     * }
     */
    metadata?: Metadata;
};
/**
 * CancelNextDay
 *
 * Cancels tomorrow, in the operator's time zone.
 * @example {
 *   "type": "CancelNextDay"
 * }
 */
export type CancelNextDay = {
    /**
     * Chooses this schedule.
     */
    type: "CancelNextDay";
};
/**
 * CancelAtBeginningOfNextMonth
 *
 * Cancels on the first day of the next month, in the operator's time zone.
 * @example {
 *   "type": "CancelAtBeginningOfNextMonth"
 * }
 */
export type CancelAtBeginningOfNextMonth = {
    /**
     * Chooses this schedule.
     */
    type: "CancelAtBeginningOfNextMonth";
};
/**
 * CancelAtDate
 *
 * Cancels on a date of your choice.
 * @example {
 *   "type": "CancelAtDate",
 *   "date": "2024-03-31"
 * }
 */
export type CancelAtDate = {
    /**
     * Chooses this schedule.
     */
    type: "CancelAtDate";
    /**
     * Format: date
     *
     * The date of the cancellation in the operator's time zone. Tomorrow is the earliest; an earlier date is a 400 on `schedule.date`.
     * @example 2024-03-31
     */
    date: string;
};
/** When the cancellation takes effect. The value of `type` is the name of the chosen schema. */
export type CancelSchedule = CancelNextDay | CancelAtBeginningOfNextMonth | CancelAtDate;
/**
 * Why the subscription ends, as one of the standard values, which make many cancellations comparable. A reason that has none is `OTHER`, with a comment.
 */
export type CancelReason = "BETTER_DEAL_PRICE" | "NOT_HAPPY_MISSING_FUNCTIONS" | "NOT_HAPPY_COVERAGE_SLA" | "NOT_HAPPY_COMPLEX_ADMIN" | "NOT_HAPPY_SUPPORT_ENGAGEMENT" | "FRAUD" | "FRAUD_ATTEMPT" | "TEST_OR_MARKETING" | "NO_NEED" | "WRONG_ORDER";
/**
 * CancelForStandardReason
 *
 * A cancellation for one of the standard reasons. A comment is optional.
 */
export type CancelForStandardReason = {
    /** When the cancellation takes effect. The value of `type` is the name of the chosen schema. */
    schedule: CancelSchedule;
    /** Why the subscription ends, as one of the standard values, which make many cancellations comparable. A reason that has none is `OTHER`, with a comment. */
    reason: CancelReason;
    /**
     * More about the reason, in the customer's or your own words.
     * @example The bundle with television was cheaper
     */
    comment?: string;
    /**
     * Whatever you want to keep with the subscription, by keys of your own, with any JSON as value. A request's keys are merged into the subscription's, one by one, at once, also when its change comes later; `null` is stored like any other value, and `__proto__` is a key like any other. Merged and written as JSON in UTF-8 they take at most 65,536 bytes; more is a 400 on `metadata`.
     * @example {
     *   "ticket": "T-4711",
     *   "channel": "self-service"
     * }
     */
    metadata?: Metadata;
};
/**
 * CancelForOtherReason
 *
 * A cancellation for a reason that has no standard value. The comment must tell it.
 */
export type CancelForOtherReason = {
    /** When the cancellation takes effect. The value of `type` is the name of the chosen schema. */
    schedule: CancelSchedule;
    /**
     * None of the standard reasons.
     */
    reason: "OTHER";
    /**
     * The reason, in the customer's or your own words.
     * @example Switching to a different provider
     */
    comment: string;
    /**
     * Whatever you want to keep with the subscription, by keys of your own, with any JSON as value. A request's keys are merged into the subscription's, one by one, at once, also when its change comes later; `null` is stored like any other value, and `__proto__` is a key like any other. Merged and written as JSON in UTF-8 they take at most 65,536 bytes; more is a 400 on `metadata`.
     * @example {
     *   "ticket": "T-4711",
     *   "channel": "self-service"
     * }
     */
    metadata?: Metadata;
};
/** When to cancel, and why. A comment may always be given; with the reason `OTHER` it must be. */
export type CancelSubscriptionRequest = CancelForStandardReason | CancelForOtherReason;
/**
 * Format: uuid
 *
 * Identifies the event. It is the same in every delivery of it; remember it to tell a repeated delivery from a new event.
 * @example 3f8a1c52-94d0-4b7e-8a63-5d1f0c27b9e4
 */
export type EventId = string;
/** A subscription has changed and is not cancelled by it: something is scheduled, or what was scheduled has taken effect. */
export type SubscriptionUpdated = {
    /**
     * Identifies the event. It is the same in every delivery of it; remember it to tell a repeated delivery from a new event.
     * @example 3f8a1c52-94d0-4b7e-8a63-5d1f0c27b9e4
     */
    eventId: EventId;
    /**
     * Tells this event from the others.
     */
    type: "subscription.updated";
    /**
     * Format: date-time
     *
     * When the change happened, whenever it is told.
     * @example 2024-01-15T09:00:00Z
     */
    occurredAt: string;
    /** One mobile service of one customer, with the offering and the price that it is sold under. What a subscription does not have is left out. */
    data: Subscription;
};
/** A subscription has ended; its `status` is `CANCELLED` from now on. */
export type SubscriptionCancelled = {
    /**
     * Identifies the event. It is the same in every delivery of it; remember it to tell a repeated delivery from a new event.
     * @example 3f8a1c52-94d0-4b7e-8a63-5d1f0c27b9e4
     */
    eventId: EventId;
    /**
     * Tells this event from the others.
     */
    type: "subscription.cancelled";
    /**
     * Format: date-time
     *
     * When the subscription ended, whenever it is told.
     * @example 2024-01-16T00:00:00Z
     */
    occurredAt: string;
    /** One mobile service of one customer, with the offering and the price that it is sold under. What a subscription does not have is left out. */
    data: Subscription;
};
/** The paths, for openapi-fetch and the like. */
export interface paths {
    "/subscriptions/{subscriptionId}/addons/product-offering-change": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** The subscription whose add-on is changed. */
                subscriptionId: SubscriptionId;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a subscription's add-on to another product offering
         *
         * Moves one of the subscription's add-ons to another add-on product offering, at once or later. As
         * a rule of thumb an upgrade, or a move to an offering of the same price, happens at once, and a
         * downgrade at the next renewal.
         *
         * **Possible offerings.** The subscription must be `ACTIVATED`. An add-on can move to another
         * offering of its own group that has a price with the same currency, price type and billing cycle;
         * a monthly cycle and none at all are not the same.
         *
         * **Which error.** An add-on that is not there is told before an offering that is not, the
         * subscription's state before an offering that is not available, and metadata that would become too
         * large before both.
         *
         * **Effective date.** It depends on the new offering, the billing cycle and the preferred date in
         * the request. The prices decide, `netPrice` where there is one and otherwise `grossPrice`: an
         * offering that costs more or the same can take effect from today on, one that costs less only on
         * a renewal date. Renewals are counted from the subscription's activation in steps of the current
         * offering's billing cycle (one month where it has none); where a month lacks the day, its last
         * day is used. The next renewal is always after today. With `scheduledAt` it is the first possible
         * date on or after that date.
         *
         * **What shows.** A change in the future shows as `pendingProductOffering` until it is applied.
         * One that takes effect today is applied at once and shows there, with today's date, only in its
         * own response.
         *
         * **Several changes.** A new change replaces the pending one of the same add-on. While another
         * add-on's change is pending, and while a cancellation is pending or done, the answer is a 409. A
         * pending change is applied on its date also where the subscription is `BLOCKED` or `PAUSED` by
         * then.
         */
        put: operations["changeSubscriptionAddon"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscriptionId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** The subscription to cancel. */
                subscriptionId: SubscriptionId;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a subscription
         *
         * Schedules the end of a subscription: tomorrow, on the first of next month, or on a date of your
         * choice.
         *
         * **What can be cancelled.** A subscription in any status but `CANCELLED`. While a cancellation is
         * pending or done, the answer is a 409; metadata that would become too large is told before that.
         *
         * **What shows.** Until its date the cancellation shows as `pendingStatus` with the status
         * `CANCELLED`; it replaces another pending status. What else is pending still happens if its date
         * comes first.
         *
         * **When it is done.** On its date the `status` becomes `CANCELLED`, `cancelledAt` is the first
         * instant of that date in the operator's time zone, and everything that is still pending is
         * dropped, `porting` too.
         */
        post: operations["cancelSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
/** What the API sends, by name. */
export interface webhooks {
    "subscription.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A subscription has changed
         *
         * Comes with every change of a subscription but its end: when a request has changed it or has
         * scheduled something, and when what was scheduled takes effect. `data` is the subscription right
         * after the change, so a change that has taken effect is not pending in it any more.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** The event, with the subscription as it is then. */
            requestBody: {
                content: {
                    "application/json": SubscriptionUpdated;
                };
            };
            responses: {
                "2XX": components["responses"]["EventAcknowledged"];
                default: components["responses"]["EventNotAcknowledged"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A subscription is cancelled
         *
         * Comes when a cancellation takes effect, at the first instant of its date. That it was scheduled
         * came before, as a change of the subscription.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** The event, with the subscription as it is then. */
            requestBody: {
                content: {
                    "application/json": SubscriptionCancelled;
                };
            };
            responses: {
                "2XX": components["responses"]["EventAcknowledged"];
                default: components["responses"]["EventNotAcknowledged"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
/** What the paths refer to. */
export interface components {
    schemas: {
        /**
         * Addresses one subscription: its `subscriptionId`, or `rid_` and right behind it the `referenceId` that you gave it, of up to 255 characters.
         * @example sub-1001
         */
        SubscriptionId: SubscriptionId;
        /**
         * Whatever you want to keep with the subscription, by keys of your own, with any JSON as value. A request's keys are merged into the subscription's, one by one, at once, also when its change comes later; `null` is stored like any other value, and `__proto__` is a key like any other. Merged and written as JSON in UTF-8 they take at most 65,536 bytes; more is a 400 on `metadata`.
         * @example {
         *   "ticket": "T-4711",
         *   "channel": "self-service"
         * }
         */
        Metadata: Metadata;
        /** Which offering an attached add-on should move to, and from when. */
        ChangeSubscriptionAddonRequest: ChangeSubscriptionAddonRequest;
        /**
         * What went wrong, for programs. A stable value out of the table of error codes; tolerate ones you do not know.
         * @example VALIDATION_ERROR
         */
        ErrorCode: ErrorCode;
        /**
         * What is wrong with the field, for programs. Accept codes you do not know.
         * @example FIELD_INVALID
         */
        ErrorDetailCode: ErrorDetailCode;
        /** One cause of an error. */
        ErrorDetail: ErrorDetail;
        /** The body of every error. */
        ErrorResponse: ErrorResponse;
        /**
         * Where the subscription stands in its life.
         */
        SubscriptionStatus: SubscriptionStatus;
        /**
         * The kind of telecommunications service. Kinds may be added; accept ones you do not know.
         * @example CELL
         */
        SubscriptionType: SubscriptionType;
        /**
         * The phone number with its country code in the digits of E.164 (MSISDN). Some hosts put a `+` before it: compare without.
         * @example 447700900123
         */
        Msisdn: Msisdn;
        /** The customer who pays, in short. Sensitive details are not embedded; they need calls of their own. */
        Customer: Customer;
        /**
         * Whether the price is paid once or again and again. Accept types you do not know.
         * @example RECURRING
         */
        PriceType: PriceType;
        /**
         * The unit that a billing cycle is counted in. Accept units you do not know.
         * @example MONTHLY
         */
        BillingPeriod: BillingPeriod;
        /** How often a recurring price is paid. The period `MONTHLY` with the interval 3, for example, means once in three months. */
        BillingCycle: BillingCycle;
        /** What an offering costs. */
        Price: Price;
        /**
         * What kind of product the group holds. Categories may be added; accept ones you do not know.
         * @example SUBSCRIPTION_CELL
         */
        ProductCategory: ProductCategory;
        /** Offerings of one kind. An add-on can move between offerings of its own group. */
        ProductOfferingGroup: ProductOfferingGroup;
        /** Something that can be subscribed to, a plan or an add-on, as it is sold. */
        ProductOffering: ProductOffering;
        /** The SIM in use. It never holds the PUK: the SIM endpoints give that, to those who are authorised for it. */
        Sim: Sim;
        /** A postal address. */
        Address: Address;
        /** The user who has the subscription, who may be another person than the customer. */
        Subscriber: Subscriber;
        /** A change of the phone number that is scheduled. */
        PendingMsisdn: PendingMsisdn;
        /** A change of the status that is scheduled. A cancellation shows here until its date. */
        PendingStatus: PendingStatus;
        /** A change to another product offering that is scheduled. A change of an add-on shows here until it is applied; one that is applied at once shows only in the response to its own request. Older hosts leave `product` out and send its properties flat, beside `scheduledAt`. */
        PendingProductOffering: PendingProductOffering;
        /**
         * Which way the number goes. Accept directions you do not know.
         * @example OUTBOUND
         */
        PortingDirection: PortingDirection;
        /**
         * How far the transfer has come. Accept states you do not know.
         * @example SCHEDULED
         */
        PortingStatus: PortingStatus;
        /** A number transfer from or to another operator that is scheduled. Only the porting endpoint has all about it. */
        Porting: Porting;
        /** One mobile service of one customer, with the offering and the price that it is sold under. What a subscription does not have is left out. */
        Subscription: Subscription;
        /**
         * CancelNextDay
         *
         * Cancels tomorrow, in the operator's time zone.
         * @example {
         *   "type": "CancelNextDay"
         * }
         */
        CancelNextDay: CancelNextDay;
        /**
         * CancelAtBeginningOfNextMonth
         *
         * Cancels on the first day of the next month, in the operator's time zone.
         * @example {
         *   "type": "CancelAtBeginningOfNextMonth"
         * }
         */
        CancelAtBeginningOfNextMonth: CancelAtBeginningOfNextMonth;
        /**
         * CancelAtDate
         *
         * Cancels on a date of your choice.
         * @example {
         *   "type": "CancelAtDate",
         *   "date": "2024-03-31"
         * }
         */
        CancelAtDate: CancelAtDate;
        /** When the cancellation takes effect. The value of `type` is the name of the chosen schema. */
        CancelSchedule: CancelSchedule;
        /**
         * Why the subscription ends, as one of the standard values, which make many cancellations comparable. A reason that has none is `OTHER`, with a comment.
         */
        CancelReason: CancelReason;
        /**
         * CancelForStandardReason
         *
         * A cancellation for one of the standard reasons. A comment is optional.
         */
        CancelForStandardReason: CancelForStandardReason;
        /**
         * CancelForOtherReason
         *
         * A cancellation for a reason that has no standard value. The comment must tell it.
         */
        CancelForOtherReason: CancelForOtherReason;
        /** When to cancel, and why. A comment may always be given; with the reason `OTHER` it must be. */
        CancelSubscriptionRequest: CancelSubscriptionRequest;
        /**
         * Format: uuid
         *
         * Identifies the event. It is the same in every delivery of it; remember it to tell a repeated delivery from a new event.
         * @example 3f8a1c52-94d0-4b7e-8a63-5d1f0c27b9e4
         */
        EventId: EventId;
        /** A subscription has changed and is not cancelled by it: something is scheduled, or what was scheduled has taken effect. */
        SubscriptionUpdated: SubscriptionUpdated;
        /** A subscription has ended; its `status` is `CANCELLED` from now on. */
        SubscriptionCancelled: SubscriptionCancelled;
    };
    responses: {
        /** Any other status has the same shape, for example a 503 with `Retry-After`. After a 5xx the same request may be repeated with the same idempotency key. */
        OtherError: {
            headers: {
                /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                "X-Request-Id"?: string;
                /** How many seconds to wait before the same request is sent again, where the server knows it. A proxy on the way may put an HTTP date here (RFC 9110, section 10.2.3). */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The API key is missing or unknown. */
        Unauthorized: {
            headers: {
                /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                "X-Request-Id"?: string;
                /** The scheme to authenticate with, as RFC 9110 asks of a 401 in section 11.6.1. Not every host sends it. */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The request body is larger than 1,048,576 bytes. */
        PayloadTooLarge: {
            headers: {
                /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The request is not plain JSON in UTF-8. */
        UnsupportedMediaType: {
            headers: {
                /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Too many requests in a short time. Repeat after the seconds of `Retry-After`. */
        RateLimited: {
            headers: {
                /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                "X-Request-Id"?: string;
                /** How many seconds to wait before the same request is sent again, where the server knows it. A proxy on the way may put an HTTP date here (RFC 9110, section 10.2.3). */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Something failed on the server, and the request had no effect. Repeat it with the same idempotency key. */
        InternalError: {
            headers: {
                /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Any other status, a redirect too, and no answer at all, leave the event unacknowledged: it is sent again. */
        EventNotAcknowledged: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** Any 2xx acknowledges the event. What else the response holds is not read. */
        EventAcknowledged: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** Makes the request safe to repeat: under one key it is executed once, and every identical repetition within 24 hours gets the first result again. Use a new key for each distinct operation, best a new UUID for each request. See the section Idempotency of this contract for replay, mismatch, lock and expiry. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
        RequestId: string;
        /** How many seconds to wait before the same request is sent again, where the server knows it. A proxy on the way may put an HTTP date here (RFC 9110, section 10.2.3). */
        RetryAfter: string;
        /** The scheme to authenticate with, as RFC 9110 asks of a 401 in section 11.6.1. Not every host sends it. */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = {
    [key: string]: never;
};
/** The operations, by `operationId`. */
export interface operations {
    /**
     * Change a subscription's add-on to another product offering
     *
     * Moves one of the subscription's add-ons to another add-on product offering, at once or later. As
     * a rule of thumb an upgrade, or a move to an offering of the same price, happens at once, and a
     * downgrade at the next renewal.
     *
     * **Possible offerings.** The subscription must be `ACTIVATED`. An add-on can move to another
     * offering of its own group that has a price with the same currency, price type and billing cycle;
     * a monthly cycle and none at all are not the same.
     *
     * **Which error.** An add-on that is not there is told before an offering that is not, the
     * subscription's state before an offering that is not available, and metadata that would become too
     * large before both.
     *
     * **Effective date.** It depends on the new offering, the billing cycle and the preferred date in
     * the request. The prices decide, `netPrice` where there is one and otherwise `grossPrice`: an
     * offering that costs more or the same can take effect from today on, one that costs less only on
     * a renewal date. Renewals are counted from the subscription's activation in steps of the current
     * offering's billing cycle (one month where it has none); where a month lacks the day, its last
     * day is used. The next renewal is always after today. With `scheduledAt` it is the first possible
     * date on or after that date.
     *
     * **What shows.** A change in the future shows as `pendingProductOffering` until it is applied.
     * One that takes effect today is applied at once and shows there, with today's date, only in its
     * own response.
     *
     * **Several changes.** A new change replaces the pending one of the same add-on. While another
     * add-on's change is pending, and while a cancellation is pending or done, the answer is a 409. A
     * pending change is applied on its date also where the subscription is `BLOCKED` or `PAUSED` by
     * then.
     */
    changeSubscriptionAddon: {
        parameters: {
            query?: never;
            header?: {
                /** Makes the request safe to repeat: under one key it is executed once, and every identical repetition within 24 hours gets the first result again. Use a new key for each distinct operation, best a new UUID for each request. See the section Idempotency of this contract for replay, mismatch, lock and expiry. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** The subscription whose add-on is changed. */
                subscriptionId: SubscriptionId;
            };
            cookie?: never;
        };
        /** The offering to move to, and optionally the add-on, the earliest date and a reason. */
        requestBody: {
            content: {
                "application/json": ChangeSubscriptionAddonRequest;
            };
        };
        responses: {
            /** The change is scheduled, or already applied when it takes effect today. */
            200: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Subscription;
                };
            };
            /** The request does not fit the contract, its date is in the past, or it does not say which of several add-ons is meant. */
            400: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            /** The subscription belongs to another tenant than the API key. */
            403: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            /** There is no such subscription, add-on or add-on product offering. */
            404: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            /** The subscription's state or the offering does not allow the change, or the idempotency key is in use. */
            409: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["OtherError"];
        };
    };
    /**
     * Cancel a subscription
     *
     * Schedules the end of a subscription: tomorrow, on the first of next month, or on a date of your
     * choice.
     *
     * **What can be cancelled.** A subscription in any status but `CANCELLED`. While a cancellation is
     * pending or done, the answer is a 409; metadata that would become too large is told before that.
     *
     * **What shows.** Until its date the cancellation shows as `pendingStatus` with the status
     * `CANCELLED`; it replaces another pending status. What else is pending still happens if its date
     * comes first.
     *
     * **When it is done.** On its date the `status` becomes `CANCELLED`, `cancelledAt` is the first
     * instant of that date in the operator's time zone, and everything that is still pending is
     * dropped, `porting` too.
     */
    cancelSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** Makes the request safe to repeat: under one key it is executed once, and every identical repetition within 24 hours gets the first result again. Use a new key for each distinct operation, best a new UUID for each request. See the section Idempotency of this contract for replay, mismatch, lock and expiry. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** The subscription to cancel. */
                subscriptionId: SubscriptionId;
            };
            cookie?: never;
        };
        /** When to cancel, and why. */
        requestBody: {
            content: {
                "application/json": CancelSubscriptionRequest;
            };
        };
        responses: {
            /** The cancellation is scheduled. */
            200: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Subscription;
                };
            };
            /** The request does not fit the contract, or its date is before tomorrow. */
            400: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            401: components["responses"]["Unauthorized"];
            /** The subscription belongs to another tenant than the API key. */
            403: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            /** There is no such subscription. */
            404: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            /** The subscription is cancelled or about to be, or the idempotency key is in use. */
            409: {
                headers: {
                    /** Names this response in the server's logs. A replay repeats the first one. Not every host sends it. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ErrorResponse;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["OtherError"];
        };
    };
}
