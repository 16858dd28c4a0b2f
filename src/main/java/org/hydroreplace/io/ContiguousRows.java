package org.hydroreplace.io;

import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hydroreplace.io.Hdf5Dataset.RowSink;

/** Rows of contiguous storage, read from their address in the file in pieces of bounded size. */
final class ContiguousRows implements Hdf5Dataset.RowSource {
    private final Hdf5File file;
    private final String name;
    private final FileChannel channel;
    private final long address;
    private final int rowBytes;
    private final int rowsPerPiece;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    ContiguousRows(Hdf5File file, String name, ContiguousDataset dataset, int rowBytes, long rows) {
        this.file = file;
        this.name = name;
        this.channel = file.channel();
        this.rowBytes = rowBytes;
        this.rowsPerPiece = Math.max(1, Hdf5Dataset.PIECE_BYTES / Math.max(1, rowBytes));
        if (rows > 0 && dataset.isEmpty()) {
            throw new InputException(file.path() + ": " + name + " was created but never written; make the file again");
        }
        this.address = rows == 0 ? 0 : dataset.getDataAddress() + file.userBlockBytes();
        long size = Math.multiplyExact(rows, rowBytes);
        if (address < 0 || size > file.bytes() - address) {
            throw truncated(Math.addExact(address, size));
        }
    }

    @Override
    public void read(long firstRow, int rows, RowSink sink) {
        int perPiece = Math.min(rowsPerPiece, rows);
        if (buffer.capacity() < perPiece * rowBytes) {
            buffer = ByteBuffer.allocateDirect(perPiece * rowBytes);
        }
        for (int at = 0; at < rows; at += perPiece) {
            int count = Math.min(perPiece, rows - at);
            fill(address + (firstRow + at) * rowBytes, count * rowBytes);
            sink.accept(buffer, at, count);
        }
    }

    /** The system hands its own pages to a device that forgets them: nothing is copied. */
    @Override
    public void fetch(long firstRow, int rows) {
        long position = address + firstRow * rowBytes;
        long end = position + (long) rows * rowBytes;
        try (FileChannel nowhere = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            while (position < end) {
                long handedOn = channel.transferTo(position, end - position, nowhere);
                if (handedOn <= 0) {
                    throw truncated(end);
                }
                position += handedOn;
            }
        } catch (IOException e) {
            throw file.damaged(name, e);
        }
    }

    private void fill(long position, int bytes) {
        buffer.clear().limit(bytes);
        try {
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, position + buffer.position());
                if (read < 0) {
                    throw truncated(position + bytes);
                }
            }
        } catch (IOException e) {
            throw file.damaged(name, e);
        }
        buffer.flip();
    }

    private InputException truncated(long end) {
        return new InputException(file.path() + " is truncated: " + name + " should reach to byte " + end
                + " and the file has " + file.bytes() + "; copy or download it again");
    }

    @Override
    public int rowsPerChunk() {
        return 1;
    }

    @Override
    public long bufferBytes() {
        return Hdf5Dataset.PIECE_BYTES;
    }
}
