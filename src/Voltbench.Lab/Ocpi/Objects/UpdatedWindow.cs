using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Objects;

/// <summary>
/// The stored times of change that a <c>date_from</c> and <c>date_to</c> ask for, as a half-open interval. Peers see <c>last_updated</c> in whole milliseconds
/// (<see cref="OcpiDateTime"/>) and the store keeps microseconds, so the borders are compared as a peer sees them: otherwise an object would be missing when it is
/// asked for by the very time that it shows.
/// </summary>
/// <param name="From">Stored at this time or later; null for no limit.</param>
/// <param name="To">Stored before this time; null for no limit.</param>
public readonly record struct UpdatedWindow(DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Where no object is: PostgreSQL's and .NET's last day differ, and nothing is updated in either.</summary>
    private static readonly DateTimeOffset Last = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// 2.2.1: from inclusive, to exclusive (transport_and_format, Paginated Request). 2.1.1: "after" the one and "before" the other (every module's GET), so an
    /// object of exactly <c>date_from</c> is not among them.
    /// </summary>
    public static UpdatedWindow Of(OcpiVersion version, DateTimeOffset? from, DateTimeOffset? to) => new(
        from is { } start ? version == OcpiVersion.V211 ? NextMillisecond(start) : UpToMillisecond(start) : null,
        to is { } end ? UpToMillisecond(end) : null);

    private static DateTimeOffset UpToMillisecond(DateTimeOffset time) =>
        time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? Within(time) : NextMillisecond(time);

    private static DateTimeOffset NextMillisecond(DateTimeOffset time) =>
        Within(time).AddTicks(TimeSpan.TicksPerMillisecond - (Within(time).Ticks % TimeSpan.TicksPerMillisecond));

    private static DateTimeOffset Within(DateTimeOffset time) => time < Last ? time : Last;
}
