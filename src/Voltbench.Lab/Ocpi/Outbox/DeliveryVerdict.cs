using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>What an outcome means for a message.</summary>
public enum DeliveryVerdict : byte
{
    Delivered = 1,

    /// <summary>The peer failed to process this message; it may succeed later. Other objects go on.</summary>
    Failed = 2,

    /// <summary>The peer is away, busy or does not know us at present: nothing can be delivered to it now.</summary>
    PeerDown = 3,

    /// <summary>The peer refuses this message, and would again.</summary>
    Rejected = 4,
}

public static class DeliveryVerdicts
{
    /// <summary>
    /// 4xx and OCPI 2xxx are about the message. 401 and 403 are about credentials, which may be in the middle of a rotation; 408, 429 and what
    /// proxies say of a server behind them (502, 503, 504) are about the peer as a whole. Everything else may pass.
    /// </summary>
    public static DeliveryVerdict Of(string method, OcpiOutcome outcome) => outcome.Kind switch
    {
        OcpiOutcomeKind.Answered when outcome.IsSuccess => DeliveryVerdict.Delivered,
        OcpiOutcomeKind.Answered when outcome.StatusCode is { } code && (OcpiStatus.IsClientError(code) || code == OcpiStatus.UnknownReceiver) =>
            IsDeletedAlready(method, outcome) ? DeliveryVerdict.Delivered : DeliveryVerdict.Rejected,
        OcpiOutcomeKind.Answered => DeliveryVerdict.Failed,
        OcpiOutcomeKind.HttpError => outcome.HttpStatus switch
        {
            401 or 403 or 408 or 429 or 502 or 503 or 504 => DeliveryVerdict.PeerDown,
            >= 500 => DeliveryVerdict.Failed,
            _ => IsDeletedAlready(method, outcome) ? DeliveryVerdict.Delivered : DeliveryVerdict.Rejected,
        },
        OcpiOutcomeKind.Refused or OcpiOutcomeKind.Unreachable or OcpiOutcomeKind.Timeout => DeliveryVerdict.PeerDown,

        // HTTP took the object and said so in no OCPI: posting it again could make a second one.
        OcpiOutcomeKind.Garbage when method == "POST" && outcome.HttpStatus is >= 200 and < 300 => DeliveryVerdict.Rejected,
        _ => DeliveryVerdict.Failed,
    };

    /// <summary>An object that is to go and is not there is as it should be.</summary>
    private static bool IsDeletedAlready(string method, OcpiOutcome outcome) =>
        method == "DELETE" && (outcome.HttpStatus == 404 || outcome.StatusCode == OcpiStatus.UnknownLocation);
}
