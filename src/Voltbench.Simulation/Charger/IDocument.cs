namespace Voltbench.Simulation.Charger;

/// <summary>A behaviour whose memory is a document of its own beside the state record: it changes seldom, and the record is written with every meter value.</summary>
internal interface IDocument
{
    /// <summary>Name within the charger; see <see cref="Station.DocumentOf"/>.</summary>
    string Name { get; }

    /// <summary>The whole document as JSON; empty when there is nothing to keep.</summary>
    ReadOnlyMemory<byte> Write();

    /// <summary>Takes up what <see cref="Write"/> gave; before the station connects.</summary>
    void Read(ReadOnlyMemory<byte> json);

    /// <summary>Forgets everything, as a station fresh from the factory: it speaks another version now.</summary>
    void Clear();
}
