namespace Voltbench.Simulation;

public enum FrameDirection : byte
{
    /// <summary>Charge point to CSMS.</summary>
    ToCsms = 0,

    /// <summary>CSMS to charge point.</summary>
    FromCsms = 1,
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
