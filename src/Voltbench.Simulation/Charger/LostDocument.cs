namespace Voltbench.Simulation.Charger;

/// <summary>A document that is to be deleted.</summary>
internal sealed class LostDocument(string name) : IDocument
{
    public string Name { get; } = name;

    public ReadOnlyMemory<byte> Write() => default;

    public void Read(ReadOnlyMemory<byte> json)
    {
        // There is nothing to take up.
    }

    public void Clear()
    {
        // Nor to forget.
    }
}
