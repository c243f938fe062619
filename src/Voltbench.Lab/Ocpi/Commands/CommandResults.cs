using Voltbench.Csms;
using Voltbench.Ocpi;
using V211 = Voltbench.Ocpi.V211.Commands;
using V221 = Voltbench.Ocpi.V221.Commands;
using Profiles = Voltbench.Ocpi.V221.ChargingProfiles;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>What came of a command, in the words of 2.2.1, which has them all.</summary>
/// <param name="Result">What the peer is told.</param>
/// <param name="Message">Why, for a person.</param>
public sealed record CommandEnd(V221.CommandResultType Result, string? Message = null)
{
    public static readonly CommandEnd Accepted = new(V221.CommandResultType.Accepted);

    /// <summary>Nothing was heard of it in time.</summary>
    public static readonly CommandEnd Timeout = new(V221.CommandResultType.Timeout, "The charge point did not answer in time.");

    /// <summary>There was no profile to clear.</summary>
    public static readonly CommandEnd NoProfile = new(V221.CommandResultType.Rejected) { IsUnknown = true };

    /// <summary>Of GET_PROFILE.</summary>
    public LimitSchedule? Schedule { get; init; }

    /// <summary>Of a profile: the station has none such.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>A call that no answer of the station ended; null when the station answered, or when it may still be asked.</summary>
    public static CommandEnd? OfFailure(RemoteOutcome outcome) => outcome.Kind switch
    {
        CallOutcomeKind.Answered or CallOutcomeKind.NotConnected or CallOutcomeKind.Busy => null,
        CallOutcomeKind.NoAnswer => Timeout,
        CallOutcomeKind.Error when outcome.Detail is { } detail && (detail.StartsWith("NotSupported", StringComparison.Ordinal) || detail.StartsWith("NotImplemented", StringComparison.Ordinal)) =>
            new CommandEnd(V221.CommandResultType.NotSupported, "The charge point does not support this command."),
        CallOutcomeKind.Error or CallOutcomeKind.InvalidAnswer => new CommandEnd(V221.CommandResultType.Failed, "The charge point answered with an error."),
        _ => new CommandEnd(V221.CommandResultType.Rejected, outcome.Detail),
    };
}

/// <summary>Results as they are posted to the response URL.</summary>
internal static class CommandResults
{
    public static string Body(CommandKind kind, OcpiVersion version, CommandEnd end, DateTimeOffset now) => kind switch
    {
        CommandKind.GetProfile => OcpiJson.Serialize(new Profiles.ActiveChargingProfileResult
        {
            Result = OfProfile(end),
            Profile = end.Schedule is { } schedule ? Active(schedule, now) : null,
        }),
        CommandKind.PushProfile => OcpiJson.Serialize(Active(end.Schedule!, now)),
        CommandKind.SetProfile => OcpiJson.Serialize(new Profiles.ChargingProfileResult { Result = OfProfile(end) }),
        CommandKind.ClearProfile => OcpiJson.Serialize(new Profiles.ClearProfileResult { Result = OfProfile(end) }),
        _ when version == OcpiVersion.V211 => OcpiJson.Serialize(new V211.CommandResponse { Result = OfV211(end.Result) }),
        _ => OcpiJson.Serialize(new V221.CommandResult { Result = end.Result, Message = Text(end.Message) }),
    };

    public static IReadOnlyList<Voltbench.Ocpi.V221.Types.DisplayText>? Text(string? message) =>
        message is null ? null : [new Voltbench.Ocpi.V221.Types.DisplayText { Language = "en", Text = message }];

    public static Profiles.ActiveChargingProfile Active(LimitSchedule schedule, DateTimeOffset now) => new()
    {
        StartDateTime = schedule.Start ?? now,
        ChargingProfile = new Profiles.ChargingProfile
        {
            StartDateTime = schedule.Start,
            Duration = schedule.Seconds,
            ChargingRateUnit = schedule.IsPower ? Profiles.ChargingRateUnit.W : Profiles.ChargingRateUnit.A,
            MinChargingRate = schedule.MinRate,
            ChargingProfilePeriod = [.. schedule.Periods.Select(p => new Profiles.ChargingProfilePeriod { StartPeriod = p.Second, Limit = decimal.Round(p.Limit, 1) })],
        },
    };

    // 2.1.1 §4.1 knows five words.
    private static V211.CommandResponseType OfV211(V221.CommandResultType result) => result switch
    {
        V221.CommandResultType.Accepted => V211.CommandResponseType.Accepted,
        V221.CommandResultType.Timeout => V211.CommandResponseType.Timeout,
        V221.CommandResultType.NotSupported => V211.CommandResponseType.NotSupported,
        _ => V211.CommandResponseType.Rejected,
    };

    private static Profiles.ChargingProfileResultType OfProfile(CommandEnd end) =>
        end.IsUnknown ? Profiles.ChargingProfileResultType.Unknown
        : end.Result == V221.CommandResultType.Accepted ? Profiles.ChargingProfileResultType.Accepted
        : Profiles.ChargingProfileResultType.Rejected;
}
