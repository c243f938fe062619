namespace Voltbench.Simulation;

public enum FrameDirection : byte
{
    /// <summary>Charge point to CSMS.</summary>
    ToCsms = 0,

    /// <summary>CSMS to charge point.</summary>
    FromCsms = 1,

    /// <summary>Meant for the CSMS but never on the wire: lost on purpose.</summary>
    LostToCsms = 2,

    /// <summary>It arrived, and the station acts as if it had not.</summary>
    LostFromCsms = 3,

    /// <summary>No frame at all: something that was done to the station on purpose.</summary>
    Event = 4,
}

/// <summary>Where every frame of every charger goes. Called on the charger's lane: must not block and must not throw.</summary>
public interface IFrameSink
{
    /// <param name="chargerKey">Key of the charger.</param>
    /// <param name="direction">Who sent it.</param>
    /// <param name="action">Action of the CALL; a CALLRESULT or CALLERROR carries that of its CALL; empty when unknown.</param>
    /// <param name="message">The raw frame, UTF-8. The sink may keep it; nobody changes it afterwards.</param>
    /// <param name="at">When it was sent or had arrived.</param>
    /// <param name="mark">Why the frame is not what a well-behaved station would send or take; null for all others.</param>
    void Write(long chargerKey, FrameDirection direction, string action, ReadOnlyMemory<byte> message, DateTimeOffset at, string? mark = null);
}
